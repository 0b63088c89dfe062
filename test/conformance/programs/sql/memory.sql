CREATE TABLE held AS
WITH RECURSIVE blobs(content) AS (SELECT randomblob(1 << 20) UNION ALL SELECT randomblob(1 << 20) FROM blobs)
SELECT content FROM blobs;
