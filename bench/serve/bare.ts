import { createServer } from 'node:http';

/**
 * The least that a Node server can do with a prediction: read the body, parse it, send a reply of the usual size.
 * bare.ts PORT
 */
const reply = JSON.stringify({
  id: '019a0000-0000-7000-8000-000000000000',
  label: 'positive',
  confidence: 0.9838432884314677,
  scores: { negative: 0.016156711568532267, positive: 0.9838432884314677 },
  unsure: false,
  model: { name: 'rotten-potatoes', version: 1, run_id: null },
});

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    JSON.parse(chunks.length === 1 ? chunks[0].toString() : Buffer.concat(chunks).toString());
    response.setHeader('content-type', 'application/json');
    response.end(reply);
  });
}).listen(Number(process.argv[2]), '127.0.0.1');
