/**
 * What the proof page runs: plain JavaScript as text, because the page must stand alone in any browser, also one that opens
 * it from disk and then has no crypto of its own. Its SHA-256 is tested against that of Node, and where the browser has one
 * both have to agree. The page is tested by running this text.
 * @source FIPS 180-4, RFC 2104
 */
export const PROOF_SCRIPT = String.raw`
(function () {
  'use strict';
  var data = JSON.parse(document.getElementById('data').textContent);
  var locale = data.locale;
  var K = [
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
    0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2];
  var START = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
  var w = new Int32Array(64);

  function block(state, bytes, at) {
    var i, s0, s1, t1, t2;
    for (i = 0; i < 16; i += 1, at += 4) w[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
    for (i = 16; i < 64; i += 1) {
      s0 = w[i - 15]; s0 = ((s0 >>> 7) | (s0 << 25)) ^ ((s0 >>> 18) | (s0 << 14)) ^ (s0 >>> 3);
      s1 = w[i - 2]; s1 = ((s1 >>> 17) | (s1 << 15)) ^ ((s1 >>> 19) | (s1 << 13)) ^ (s1 >>> 10);
      w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
    }
    var a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
    for (i = 0; i < 64; i += 1) {
      t1 = (h + (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      t2 = ((((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
    }
    return [(state[0] + a) | 0, (state[1] + b) | 0, (state[2] + c) | 0, (state[3] + d) | 0, (state[4] + e) | 0, (state[5] + f) | 0, (state[6] + g) | 0, (state[7] + h) | 0];
  }

  function sha256(bytes, state, before) {
    var total = (before || 0) + bytes.length;
    var padded = new Uint8Array(((bytes.length + 9 + 63) >> 6) << 6);
    var i, high = Math.floor(total / 0x20000000), low = (total << 3) >>> 0;
    padded.set(bytes); padded[bytes.length] = 0x80;
    for (i = 0; i < 4; i += 1) { padded[padded.length - 8 + i] = high >>> (24 - 8 * i); padded[padded.length - 4 + i] = low >>> (24 - 8 * i); }
    state = state || START;
    for (i = 0; i < padded.length; i += 64) state = block(state, padded, i);
    var out = new Uint8Array(32);
    for (i = 0; i < 32; i += 1) out[i] = state[i >> 2] >>> (24 - 8 * (i & 3));
    return out;
  }

  function utf8(text) { return new TextEncoder().encode(text); }
  function hex(bytes) { return Array.prototype.map.call(bytes, function (byte) { return (byte < 16 ? '0' : '') + byte.toString(16); }).join(''); }

  function hmacWith(key) {
    var inner = new Uint8Array(64), outer = new Uint8Array(64), i;
    if (key.length > 64) key = sha256(key);
    for (i = 0; i < 64; i += 1) { inner[i] = 0x36 ^ (key[i] || 0); outer[i] = 0x5c ^ (key[i] || 0); }
    var innerState = block(START, inner, 0), outerState = block(START, outer, 0);
    return function (message) { return hex(sha256(sha256(message, innerState, 64), outerState, 64)); };
  }

  function order(seed) {
    var mark = hmacWith(utf8(data.listHash));
    return data.codes.map(function (code) { return { code: code, mark: mark(utf8(seed + '\n' + code)) }; })
      .sort(function (one, other) { return one.mark < other.mark ? -1 : one.mark > other.mark ? 1 : one.code < other.code ? -1 : 1; });
  }

  function subtle() {
    var own = typeof crypto === 'undefined' ? null : crypto.subtle;
    return own && typeof own.digest === 'function' ? own : null;
  }

  // A second opinion where the browser has one; null where it has none.
  function secondOpinion(drawn, seed) {
    var own = subtle();
    if (own === null) return Promise.resolve(null);
    var usage = { name: 'HMAC', hash: 'SHA-256' };
    return own.digest('SHA-256', utf8(data.text)).then(function (digest) {
      if (hex(new Uint8Array(digest)) !== hex(sha256(utf8(data.text)))) return false;
      return own.importKey('raw', utf8(data.listHash), usage, false, ['sign']).then(function (key) {
        return Promise.all(drawn.slice(0, 1000).map(function (entry) {
          return own.sign('HMAC', key, utf8(seed + '\n' + entry.code)).then(function (mark) { return hex(new Uint8Array(mark)) === entry.mark; });
        }));
      }).then(function (each) { return each.every(Boolean); });
    }).catch(function () { return null; });
  }

  function words(key, params) {
    var text = data.words[locale][key];
    Object.keys(params || {}).forEach(function (name) { text = text.split('{' + name + '}').join(String(params[name])); });
    return text;
  }
  function byId(id) { return document.getElementById(id); }

  // The codes that hold a place and did not give way, as the order and the notes of who gave way tell.
  function expected(drawn) {
    var next = data.winners, places = [];
    for (var place = 1; place <= data.winners; place += 1) {
      var code = drawn[place - 1] && drawn[place - 1].code;
      if (code !== undefined) places.push({ place: place, code: code });
    }
    data.gaveWay.forEach(function (gone) {
      var at = places.findIndex(function (held) { return held.code === gone; });
      if (at < 0) return;
      var follower = drawn[next] && drawn[next].code;
      next += 1;
      if (follower === undefined) places.splice(at, 1);
      else places[at] = { place: places[at].place, code: follower };
    });
    return places;
  }

  var results = [];
  function say(isGood, key, params) { results.push({ isGood: isGood, key: key, params: params || {} }); }

  function show() {
    document.documentElement.lang = locale;
    Array.prototype.forEach.call(document.querySelectorAll('[data-word]'), function (element) {
      element.textContent = words(element.getAttribute('data-word'), data.params);
    });
    document.title = words('title', data.params);
    var list = byId('results');
    list.textContent = '';
    results.forEach(function (result) {
      var item = document.createElement('li');
      item.className = result.isGood ? 'good' : 'bad';
      item.textContent = (result.isGood ? '\u2713 ' : '\u2717 ') + words(result.key, result.params);
      list.appendChild(item);
    });
  }

  function checkOwn(drawn) {
    var own = byId('own').value.trim().toUpperCase();
    if (own === '') return;
    var turn = drawn.findIndex(function (entry) { return entry.code === own; });
    var isIn = data.codes.indexOf(own) >= 0;
    if (!isIn) say(false, 'notIn', { code: own });
    else if (turn >= 0) say(true, 'turn', { code: own, turn: turn + 1, entries: data.codes.length });
    else say(true, 'in', { code: own });
  }

  function checkDraw(drawn) {
    var seen = expected(drawn).map(function (held) { return held.place + ' ' + held.code; }).join('\n');
    var told = data.held.map(function (held) { return held.place + ' ' + held.code; }).join('\n');
    say(seen === told, seen === told ? 'drawGood' : 'drawBad');
  }

  function run() {
    var seedField = byId('seed');
    var seed = seedField === null ? '' : seedField.value.trim();
    var drawn = data.seed === null || seed === '' ? [] : order(seed);
    results = [];
    var lines = data.text.split('\n');
    var isListed = lines.slice(7, -1).join('\n') === data.codes.slice().sort().join('\n') && lines[3] === 'winners: ' + data.winners;
    var isList = isListed && hex(sha256(utf8(data.text))) === data.listHash;
    say(isList, isList ? 'listGood' : 'listBad');
    var published = byId('published').value.replace(/\s/g, '').toLowerCase();
    if (published !== '') say(published === data.listHash, published === data.listHash ? 'publishedGood' : 'publishedBad');
    if (data.seed !== null) checkDraw(drawn);
    checkOwn(drawn);
    return secondOpinion(drawn, seed).then(function (agrees) {
      if (agrees === null) say(true, 'oneWay');
      else say(agrees, agrees ? 'twoWays' : 'twoWaysBad');
      show();
    });
  }

  byId('locale').addEventListener('change', function (event) { locale = event.target.value; show(); });
  byId('check').addEventListener('submit', function (event) { event.preventDefault(); run(); });
  results = [{ isGood: true, key: 'working', params: {} }];
  show();
  window.proof = { sha256: function (text) { return hex(sha256(utf8(text))); }, run: run };
  setTimeout(run, 0);
})();
`
