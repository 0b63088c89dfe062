import { type Language, programFolder } from '../contract.ts';

/** What RubyGems gives beyond Ruby itself: libraries that are gems, and what it loads for its own use. */
const mayNeedGems = /\b(?:require|load|autoload|gem|Gem|Monitor|MonitorMixin|RbConfig|DidYouMean|ErrorHighlight)\b/;

/**
 * Ruby (CRuby). Loading RubyGems takes five times as long as a short program without
 * it, so it is left out for those that cannot need it. The stack holds a recursion of
 * half a million calls, in place of ten thousand.
 */
export const ruby: Language = {
	name: 'ruby',
	aliases: ['rb'],
	title: 'Ruby',
	version: ['ruby', '--disable=gems', '--version'],
	packages: ['ruby'],
	layout: (code) => ({ files: [{ name: 'main.rb', content: code }], main: 'main.rb' }),
	// Only checks the syntax.
	compile: ({ main }) => ['ruby', '--disable=gems', '-c', main],
	run: ({ main, files }) => [
		'ruby',
		...(files.some(({ content }) => mayNeedGems.test(content)) ? [] : ['--disable=gems']),
		`${programFolder}/${main}`,
	],
	timeMultiplier: 2,
	memoryMultiplier: 1,
	runtimeMemoryMb: 16,
	maxProcesses: 64,
	env: { RUBY_THREAD_VM_STACK_SIZE: String(64 << 20) },
};
