import { expect, test } from 'vitest';
import { webhookHeaders } from './sign-webhook.ts';

/** The example of the Standard Webhooks specification's libraries. */
const example = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestampSeconds: 1614265330,
  body: '{"test": 2432232314}',
};

test('signs as Standard Webhooks has it', () => {
  expect(webhookHeaders(example, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toEqual({
    'webhook-id': example.id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('takes another text as the key itself', () => {
  const plain = Buffer.from('a secret of our own').toString('base64');
  expect(webhookHeaders(example, 'a secret of our own')).toEqual(webhookHeaders(example, `whsec_${plain}`));
});

test('signs nothing without a secret', () => {
  expect(webhookHeaders(example, null)).toEqual({
    'webhook-id': example.id,
    'webhook-timestamp': '1614265330',
  });
});
