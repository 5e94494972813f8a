// Binds A and B to a privacy number X, lets A call B through it, and receives what the platform pushes about the call.
//
// Node.js 18 or later, nothing to install. EMULATOR_URL says where the emulator is, http://127.0.0.1:8080 unless set.

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { on, once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

const emulator = (process.env.EMULATOR_URL ?? 'http://127.0.0.1:8080').replace(/\/$/, '');
const [appKey, appSecret] = ['axb-demo-key', 'axb-demo-secret'];
const [a, b] = ['+8613800000021', '+8613800000022'];
const bindings = '/rest/caas/relationnumber/partners/v1.0';
const patienceMs = 20_000;

/** PasswordDigest: the raw 32 bytes of the HMAC in Base64, not its hex text. Nothing of the body is covered. */
const digest = (nonce, created) => createHmac('sha256', appSecret).update(nonce + created).digest('base64');

function signedHeaders() {
  const nonce = randomBytes(16).toString('hex'); // digits and letters only
  const created = new Date().toISOString().replace(/\.\d+Z$/, 'Z'); // UTC; milliseconds would be refused
  return {
    Authorization: 'AKSK realm="SDP",profile="UsernameToken",type="Appkey"',
    'X-AKSK': `UsernameToken Username="${appKey}",PasswordDigest="${digest(nonce, created)}",Nonce="${nonce}",Created="${created}"`,
  };
}

/** Pushes are signed as requests are, with the same key and secret. The attributes are read by name, whatever their order. */
function isGenuine(header = '') {
  const token = Object.fromEntries([...header.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
  const [expected, got] = [digest(token.Nonce ?? '', token.Created ?? ''), token.PasswordDigest ?? ''].map(text => Buffer.from(text));
  return token.Username === appKey && got.length === expected.length && timingSafeEqual(got, expected);
}

async function send(method, path, body, headers) {
  const response = await fetch(emulator + path, {
    method,
    headers: { 'Content-Type': 'application/json;charset=UTF-8', ...headers },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(patienceMs),
  }).catch(error => {
    throw new Error(`no emulator at ${emulator}: ${error.cause?.message ?? error.message}`); // fetch itself only says "fetch failed"
  });
  const answer = await response.text();
  if (!response.ok && !answer.includes('resultcode')) { // a refusal of the platform is JSON too
    throw new Error(`${method} ${path}: HTTP ${response.status} ${answer}`);
  }
  return answer ? JSON.parse(answer) : {};
}

async function platform(method, path, body) {
  const answer = await send(method, path, body, signedHeaders());
  if (answer.resultcode !== '0') { // a string
    throw new Error(`${method} ${path}: ${answer.resultcode} ${answer.resultdesc}`);
  }
  return answer;
}

/** In the console of the real platform an administrator sets this. */
const pushTo = (statusUrl, feeUrl) => send('PATCH', '/_emulator/applications/axb-demo', { statusUrl, feeUrl });

/** Answers at once and hands the push over: the platform takes an answer that comes late for none, and pushes again. */
const receiver = createServer(async (request, response) => {
  const body = await text(request);
  const genuine = isGenuine(request.headers['x-aksk']); // Node.js writes the names of headers in lower case
  response.writeHead(genuine ? 200 : 401, { 'Content-Length': 0 }); // anything but 200 is a failure, after which the platform tries again
  response.end(() => receiver.emit('push', genuine ? JSON.parse(body) : null));
});

function show({ eventType, statusInfo, feeLst }) {
  if (eventType === 'fee') { // always a list: the CDRs of calls that end within a second come together
    for (const cdr of feeLst) {
      console.log(`pushed   fee: ${cdr.callerNum} talked to ${cdr.fwdDstNum}, ${cdr.fwdAnswerTime} to ${cdr.callEndTime} UTC`);
    }
  } else {
    console.log(`pushed   ${eventType}${eventType === 'disconnect' ? `, stateCode ${statusInfo.stateCode}` : ''}`);
  }
}

async function showPushes(pushes) {
  for await (const [push] of pushes) {
    if (push === null) {
      throw new Error('refused a push: its signature is wrong');
    }
    show(push);
    if (push.eventType === 'fee') {
      return;
    }
  }
}

async function main() {
  await once(receiver.listen(0, '127.0.0.1'), 'listening');
  const here = `http://127.0.0.1:${receiver.address().port}`;
  const pushes = on(receiver, 'push', { signal: AbortSignal.timeout(patienceMs) }); // from here on none is missed
  await pushTo(`${here}/status`, `${here}/fee`);

  const { relationNum, subscriptionId } = await platform('POST', bindings, { callerNum: a, calleeNum: b, areaCode: '0755', duration: 600 });
  console.log(`bound    ${a} and ${b} to X ${relationNum}`);
  try {
    await send('POST', '/_emulator/calls', { from: a, to: relationNum, ringsFor: '0s', talksFor: '1s' });
    console.log(`dialled  ${a} calls ${relationNum}`);
    await showPushes(pushes);
  } finally {
    await platform('DELETE', `${bindings}?subscriptionId=${encodeURIComponent(subscriptionId)}`);
    console.log('unbound');
    await pushTo(null, null);
  }
}

await main().catch(error => {
  console.error(`failed   ${error.name === 'AbortError' ? `not all pushes within ${patienceMs} ms` : error.message}`);
  process.exitCode = 1;
});
receiver.close();
