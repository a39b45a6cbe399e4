/**
 * Each call gives `{ value }` or `{ problem: { title, detail, code, can_retry, request_id } }`: a server that is gone or
 * answers something else is a problem like any other, and nothing is thrown but an abort.
 */

export const health = (signal) => call('/api/v1/health', { signal });

export const modelInfo = (model, signal) =>
  call(`/api/v1/model-info?${new URLSearchParams({ model })}`, { signal });

export const predict = (body, signal) => post('/api/v1/predict', body, signal);

export const explain = (body, signal) => post('/api/v1/explain', body, signal);

function post(url, body, signal) {
  return call(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  });
}

const gone = {
  code: 'GONE',
  title: 'The server does not answer',
  can_retry: true,
  detail: 'It may have been stopped. Start it again with “npm start”; your text is still here.',
};

async function call(url, options) {
  try {
    const reply = await fetch(url, options);
    const value = await reply.json();
    return reply.ok ? { value } : { problem: value };
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    return { problem: gone };
  }
}
