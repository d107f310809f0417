-- Some endpoints report more tokens in their caches than the request had. Of a turn no more counts as cached
-- than its request, so that what is too much does not make other turns cheaper.

CREATE TEMPORARY TABLE cached_too_much AS
SELECT conversation_id, day, provider, model,
  CAST(min(total(cached - prompt), 4503599627370496) AS INTEGER) AS tokens
FROM (
  SELECT conversation_id, day, provider, model, cached_reported AS cached,
    coalesce(prompt_reported, iif(status <> 'failed', prompt_estimated, 0), 0) AS prompt
  FROM turn WHERE status <> 'running')
WHERE cached > prompt GROUP BY conversation_id, day, provider, model;

UPDATE usage_by_conversation SET cached_reported = max(0, cached_reported - tokens)
FROM cached_too_much AS too_much
WHERE is_collected = 0 AND usage_by_conversation.conversation_id = too_much.conversation_id
  AND usage_by_conversation.day = too_much.day
  AND usage_by_conversation.provider = too_much.provider
  AND usage_by_conversation.model = too_much.model;

UPDATE usage_by_day SET cached_reported = max(0, cached_reported - tokens)
FROM (
  SELECT day, provider, model, CAST(min(total(tokens), 4503599627370496) AS INTEGER) AS tokens
  FROM cached_too_much GROUP BY day, provider, model) AS too_much
WHERE usage_by_day.day = too_much.day AND usage_by_day.provider = too_much.provider
  AND usage_by_day.model = too_much.model;

DROP TABLE cached_too_much;
