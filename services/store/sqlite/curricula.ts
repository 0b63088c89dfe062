import { CurriculumState } from '../../curriculum/state.ts';
import type { CurriculumStore, StoredCurriculum } from '../contract.ts';
import { CurriculumRow } from '../rows.ts';
import type { SqliteContext } from './context.ts';

export function sqliteCurricula({ statements }: SqliteContext): CurriculumStore {
	return {
		async getCurriculum(tenant: string, name: string): Promise<StoredCurriculum | undefined> {
			const row = statements.readCurriculum.get(tenant, name);
			if (row === undefined) return undefined;
			const { version, state } = CurriculumRow.parse(row);
			return { version, state: CurriculumState.parse(JSON.parse(state)) };
		},

		async putCurriculum(tenant: string, name: string, readVersion: number, state: CurriculumState): Promise<boolean> {
			const text = JSON.stringify(state);
			const { addCurriculum, changeCurriculum } = statements;
			const { changes } = readVersion === 0 ? addCurriculum.run(tenant, name, text) : changeCurriculum.run(text, tenant, name, readVersion);
			return Number(changes) > 0;
		},
	};
}
