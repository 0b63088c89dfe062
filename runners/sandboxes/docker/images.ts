import type Docker from 'dockerode';

/** Images say with it which languages they hold, separated by commas. */
const label = 'assay.languages';

/** The image for each language, by its id. */
export async function imagesByLanguage(engine: Docker): Promise<ReadonlyMap<string, string>> {
	const images = await engine.listImages({ filters: { label: [label] } });
	const languagesOf = ({ Labels }: Docker.ImageInfo) => (Labels?.[label] ?? '').split(',');
	const byLanguage = new Map<string, string>();
	// Those with the fewest languages first, so that containers are small, and of these the newest.
	for (const image of images.sort((a, b) => languagesOf(a).length - languagesOf(b).length || b.Created - a.Created)) {
		for (const language of languagesOf(image)) if (!byLanguage.has(language)) byLanguage.set(language, image.Id);
	}
	return byLanguage;
}
