/* A plugin of GCC for the making of precompiled headers: `#pragma assay instantiate`.
 *
 * The inline functions of a header use templates, and GCC instantiates those at the end
 * of whatever includes it. A precompiled header leaves that to each program that uses it:
 * with bits/stdc++.h five sixths of the time for an empty one. Said at the end of a header,
 * this pragma has them instantiated there and then, so that they are in it ready made. The
 * end of a declaration is as good a point of instantiation as the end of the program
 * ([temp.point]), and no program may specialize what the library has used before.
 */
#include "gcc-plugin.h"

#include "c-family/c-pragma.h"
#include "cp/cp-tree.h"

int plugin_is_GPL_compatible;

static void instantiate(cpp_reader *)
{
	instantiate_pending_templates(0);
}

static void register_pragma(void *, void *)
{
	c_register_pragma("assay", "instantiate", instantiate);
}

int plugin_init(struct plugin_name_args *plugin, struct plugin_gcc_version *)
{
	register_callback(plugin->base_name, PLUGIN_PRAGMAS, register_pragma, nullptr);
	return 0;
}
