import { assay } from './assay.ts';
import { bubblewrap } from './bubblewrap.ts';
import { coldPython } from './cold-python.ts';
import type { Peer } from './contract.ts';
import { goJudgeDefault, goJudgePool } from './go-judge.ts';
import { humanEvalPerProgram, humanEvalPerTest } from './human-eval.ts';
import { primeCode } from './prime-code.ts';

export const allPeers: readonly Peer[] = [
	assay,
	goJudgeDefault,
	goJudgePool,
	bubblewrap,
	coldPython,
	humanEvalPerTest,
	humanEvalPerProgram,
	primeCode,
];
