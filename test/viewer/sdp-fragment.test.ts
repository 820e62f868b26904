import { expect, test } from 'vitest';
import { candidatesIn, restartedAnswer, sdpFragment } from '../../src/viewer/whep/sdp-fragment.ts';

const HOST = 'candidate:1 1 udp 2113937151 127.0.0.1 50000 typ host generation 0';
const SDP = [
  'v=0',
  'a=group:BUNDLE 0 1',
  'm=video 9 UDP/TLS/RTP/SAVPF 96',
  'a=ice-ufrag:old1',
  'a=ice-pwd:oldpassword',
  'a=mid:0',
  `a=${HOST}`,
  'a=end-of-candidates',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111',
  'a=ice-ufrag:old1',
  'a=ice-pwd:oldpassword',
  'a=mid:1',
  '',
].join('\r\n');

test('a fragment has the credentials, and each candidate under its m-line', () => {
  const other = { candidate: 'candidate:2 1 udp 1 10.0.0.1 9 typ host', sdpMid: '1' };
  expect(sdpFragment(SDP, [{ candidate: HOST, sdpMid: '0' }, other], true).split('\r\n')).toEqual([
    'a=ice-ufrag:old1',
    'a=ice-pwd:oldpassword',
    'm=video 9 UDP/TLS/RTP/SAVPF 96',
    'a=mid:0',
    `a=${HOST}`,
    'a=end-of-candidates',
    'm=audio 9 UDP/TLS/RTP/SAVPF 111',
    'a=mid:1',
    `a=${other.candidate}`,
    'a=end-of-candidates',
    '',
  ]);
});

test('a fragment without candidates still names the first m-line', () => {
  expect(sdpFragment(SDP, [], false).split('\r\n').slice(2)).toEqual(['m=video 9 UDP/TLS/RTP/SAVPF 96', 'a=mid:0', '']);
});

test('the candidates of a description are found with their m-lines', () => {
  expect(candidatesIn(SDP)).toEqual([{ candidate: HOST, sdpMid: '0' }]);
  expect(candidatesIn('')).toEqual([]);
});

test('an ICE restart takes over credentials and candidates and nothing else', () => {
  const fresh = 'candidate:9 1 udp 5 127.0.0.1 60000 typ host';
  const answer = restartedAnswer(SDP, `a=ice-ufrag:new1\r\na=ice-pwd:newpassword\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:0\r\na=${fresh}\r\na=fingerprint:evil\r\n`);
  const expected = SDP.replaceAll('old1', 'new1').replaceAll('oldpassword', 'newpassword').replace(`a=${HOST}\r\na=end-of-candidates`, `a=${fresh}`);
  expect(answer).toBe(expected);
});

test('an answer to an ICE restart without credentials is refused', () => {
  expect(() => restartedAnswer(SDP, 'a=mid:0')).toThrow(/ICE credentials/);
});
