import type { Language } from '../../runners/languages/contract.ts';
import { languages as allLanguages, findLanguage } from '../../runners/languages/index.ts';
import type { Problem } from '../../testcases/schema.ts';
import { AssayError } from '../errors.ts';
import { type LanguageTraits, type Plan, plan } from '../planning/plan.ts';
import type { LanguageInfo, Submission } from './contract.ts';
import { isCallable } from './session.ts';

/** What is known of a program before it runs, by the languages that can be had. */
export class Planner {
	readonly #isInstalled: (language: string) => boolean;
	/** By suite and language: many programs are judged on one suite, and planning may have to split a long test text. */
	readonly #plans = new WeakMap<Problem, Map<string, Plan>>();

	constructor(isInstalled: (language: string) => boolean) {
		this.#isInstalled = isInstalled;
	}

	languages(): readonly LanguageInfo[] {
		return allLanguages.map(({ name, aliases, title, answers = false }) => ({
			...{ name, aliases, title, answers },
			installed: this.#isInstalled(name),
		}));
	}

	/** Throws `AssayError` when the suite or the language is no good. */
	plan(submission: Submission): { readonly language: Language; readonly plan: Plan } {
		const { problem } = submission;
		const language = this.require(submission.language);
		for (const program of [problem.checker, problem.interactor]) if (program !== undefined) this.require(program.language);
		const plans = this.#plans.get(problem) ?? new Map<string, Plan>();
		this.#plans.set(problem, plans);
		const planned = plans.get(language.name) ?? plan(problem, traitsOf(language));
		plans.set(language.name, planned);
		return { language, plan: planned };
	}

	/** The ids of the tests. Throws as `plan` does. */
	check(submission: Submission): readonly string[] {
		return this.plan(submission).plan.tests.map((test) => test.id);
	}

	/** The language of a name. Throws when it is not known, or not there. */
	require(name: string): Language {
		const language = requireLanguage(name);
		if (this.#isInstalled(language.name)) return language;
		throw new AssayError('language_unavailable', `the toolchain of ${language.name} is not installed`, {
			hint: language.answers
				? `install it with deploy/setup.sh --${language.name}`
				: `install it with deploy/setup.sh --languages ${language.name}, or: apt-get install ${language.packages.join(' ')}`,
		});
	}
}

/** What judging a program takes: its own language, and those of its checker and interactor. Throws `unknown_language`. */
export function languagesOf({ language, problem: { checker, interactor } }: Pick<Submission, 'language' | 'problem'>): readonly string[] {
	const others = [checker, interactor].flatMap((program) => program?.language ?? []);
	return [language, ...others].map((name) => requireLanguage(name).name);
}

export function requireLanguage(name: string): Language {
	const language = findLanguage(name);
	if (language !== undefined) return language;
	throw new AssayError('unknown_language', `${JSON.stringify(name)} is not a language here`, {
		hint: `known: ${allLanguages.map((known) => known.name).join(', ')}`,
	});
}

function traitsOf(language: Language): LanguageTraits {
	const { name, timeMultiplier, memoryMultiplier } = language;
	return {
		...{ name, timeMultiplier, memoryMultiplier },
		callable: isCallable(language),
		splittable: language.splittable === true,
		joinable: language.joinTest !== undefined,
		answers: language.answers === true,
	};
}
