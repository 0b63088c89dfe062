WITH RECURSIVE floods(word) AS (SELECT 'flood' UNION ALL SELECT word FROM floods)
SELECT word FROM floods;
