/** The value of a metric without labels of the service at a URL; NaN where it is not exported. */
export const metric = async (name: string, at: string): Promise<number> =>
	Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(await (await fetch(`${at}/metrics`)).text())?.[1]);
