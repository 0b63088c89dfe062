import { bash } from './bash/manifest.ts';
import { c } from './c/manifest.ts';
import { clojure } from './clojure/manifest.ts';
import { cobol } from './cobol/manifest.ts';
import type { Language } from './contract.ts';
import { cpp } from './cpp/manifest.ts';
import { crystal } from './crystal/manifest.ts';
import { csharp } from './csharp/manifest.ts';
import { d } from './d/manifest.ts';
import { elixir } from './elixir/manifest.ts';
import { erlang } from './erlang/manifest.ts';
import { fortran } from './fortran/manifest.ts';
import { go } from './go/manifest.ts';
import { haskell } from './haskell/manifest.ts';
import { java } from './java/manifest.ts';
import { javascript } from './javascript/manifest.ts';
import { kotlin } from './kotlin/manifest.ts';
import { lisp } from './lisp/manifest.ts';
import { lua } from './lua/manifest.ts';
import { math } from './math/manifest.ts';
import { nim } from './nim/manifest.ts';
import { ocaml } from './ocaml/manifest.ts';
import { octave } from './octave/manifest.ts';
import { pascal } from './pascal/manifest.ts';
import { perl } from './perl/manifest.ts';
import { php } from './php/manifest.ts';
import { prolog } from './prolog/manifest.ts';
import { pypy } from './pypy/manifest.ts';
import { python } from './python/manifest.ts';
import { r } from './r/manifest.ts';
import { racket } from './racket/manifest.ts';
import { ruby } from './ruby/manifest.ts';
import { rust } from './rust/manifest.ts';
import { scala } from './scala/manifest.ts';
import { sql } from './sql/manifest.ts';
import { tcl } from './tcl/manifest.ts';
import { typescript } from './typescript/manifest.ts';
import { verilog } from './verilog/manifest.ts';

/** Every language that Assay knows; whether its toolchain is installed is found out when it starts. */
export const languages: readonly Language[] = [
	python,
	cpp,
	c,
	java,
	javascript,
	typescript,
	pypy,
	go,
	rust,
	kotlin,
	scala,
	csharp,
	php,
	ruby,
	perl,
	lua,
	r,
	haskell,
	ocaml,
	pascal,
	fortran,
	d,
	nim,
	crystal,
	bash,
	racket,
	lisp,
	clojure,
	erlang,
	elixir,
	prolog,
	octave,
	tcl,
	sql,
	verilog,
	cobol,
	math,
];

/** The language of that name or alias, in any case; undefined when there is none. */
export function findLanguage(name: string): Language | undefined {
	const wanted = name.toLowerCase();
	return languages.find((language) => language.name === wanted || language.aliases.includes(wanted));
}
