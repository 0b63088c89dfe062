import type Docker from 'dockerode';
import { protocolVersion } from '../../agent/protocol.ts';

/** Images say with them which languages they hold, separated by commas, and which version of the protocol their agent speaks. */
const label = 'assay.languages';
const spoken = `assay.protocol=${protocolVersion}`;

/** The image for each language, by its id, of those with an agent that this version can speak to. */
export async function imagesByLanguage(engine: Docker): Promise<ReadonlyMap<string, string>> {
	const images = await engine.listImages({ filters: { label: [label, spoken] } });
	const languagesOf = ({ Labels }: Docker.ImageInfo) => (Labels?.[label] ?? '').split(',');
	const byLanguage = new Map<string, string>();
	// Those with the fewest languages first, so that containers are small, and of these the newest.
	for (const image of images.sort((a, b) => languagesOf(a).length - languagesOf(b).length || b.Created - a.Created)) {
		for (const language of languagesOf(image)) if (!byLanguage.has(language)) byLanguage.set(language, image.Id);
	}
	return byLanguage;
}
