-- The whole input as a list of JSON.
WITH input(text) AS (SELECT trim(replace(CAST(readfile('/dev/stdin') AS TEXT), char(10), ' ')))
SELECT sum(value) FROM input, json_each('[' || replace(text, ' ', ',') || ']');
