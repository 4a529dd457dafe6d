// A real OpenID provider (oidc-provider, certified) whose people sign in without a human.
//
// `node provider.mjs` listens on a free loopback port and prints {"issuer": "http://127.0.0.1:…"}.
// PUT /test/next {"sub": "vera", "name": "Вера Вартанян"} says who signs in next;
// {"deny": true} lets that person press "cancel"; {"claims": {…}} is what the provider knows besides,
// as a region's broker of ESIA gives it. It ends when its standard input is closed.

import { createServer } from 'node:http';
import { once } from 'node:events';
import Provider from 'oidc-provider';

const names = new Map([['vera', 'Вера Вартанян']]);
const known = new Map();
let next = { sub: 'vera' };

const server = createServer();
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [{
    client_id: 'parta',
    client_secret: 'parta-test-secret',
    token_endpoint_auth_method: 'client_secret_post',
    redirect_uris: ['http://127.0.0.1/_synapse/client/oidc/callback'],
  }],
  cookies: { keys: ['parta-test'] },
  claims: { openid: ['sub'], profile: ['name', 'person_id', 'snils', 'trusted'] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  async findAccount(_, sub) {
    return { accountId: sub, claims: async () => ({ ...known.get(sub), sub, name: names.get(sub) ?? sub }) };
  },
  // Consent is given by everybody at once.
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope('openid profile');
    await grant.save();
    return grant;
  },
});

// The homeserver's port is not known beforehand: any loopback callback of a Synapse will do.
provider.Client.prototype.redirectUriAllowed = (uri) => {
  const { hostname, pathname } = new URL(uri);
  return hostname === '127.0.0.1' && pathname === '/_synapse/client/oidc/callback';
};

async function setNext(request, response) {
  let body = '';
  for await (const part of request) body += part;
  next = JSON.parse(body);
  if (next.name) names.set(next.sub, next.name);
  known.set(next.sub, next.claims ?? {});
  response.writeHead(204).end();
}

async function interact(request, response) {
  const result = next.deny
    ? { error: 'access_denied', error_description: 'The person pressed cancel' }
    : { login: { accountId: next.sub, remember: false } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

const oidc = provider.callback();
server.on('request', (request, response) => {
  const path = new URL(request.url, issuer).pathname;
  let handled;
  if (path === '/test/next') handled = setNext(request, response);
  else if (path.startsWith('/interaction/')) handled = interact(request, response);
  else handled = oidc(request, response);
  Promise.resolve(handled).catch((error) => {
    console.error(error);
    response.writeHead(500).end(String(error));
  });
});

process.stdin.on('end', () => process.exit(0)).resume();
console.log(JSON.stringify({ issuer }));
