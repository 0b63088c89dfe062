import { CurriculumState } from '../../curriculum/state.ts';
import type { CurriculumStore, StoredCurriculum } from '../contract.ts';
import { CurriculumRow } from '../rows.ts';
import type { PostgresContext } from './context.ts';

export function postgresCurricula({ read, transaction }: PostgresContext): CurriculumStore {
	return {
		async getCurriculum(tenant: string, name: string): Promise<StoredCurriculum | undefined> {
			const [row] = await read('readCurriculum', [tenant, name]);
			if (row === undefined) return undefined;
			const { version, state } = CurriculumRow.parse(row);
			return { version, state: CurriculumState.parse(JSON.parse(state)) };
		},

		async putCurriculum(tenant: string, name: string, readVersion: number, state: CurriculumState): Promise<boolean> {
			const text = JSON.stringify(state);
			return await transaction(async (run) => {
				const { changes } =
					readVersion === 0
						? await run('addCurriculum', [tenant, name, text])
						: await run('changeCurriculum', [tenant, name, text, readVersion]);
				return changes > 0;
			});
		},
	};
}
