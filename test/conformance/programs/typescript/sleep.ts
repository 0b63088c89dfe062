setTimeout((): void => {}, 600_000);
