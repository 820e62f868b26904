/** A candidate and the m-line it belongs to, as in RTCIceCandidateInit. */
export interface Candidate {
  readonly candidate: string;
  readonly sdpMid: string | null;
}

/**
 * A trickle ICE fragment (RFC 8840), the body of a WHEP PATCH: the ICE credentials of the description, and the candidates under their m-lines.
 * @param complete no candidate will follow
 */
export function sdpFragment(sdp: string, candidates: readonly Candidate[], complete: boolean): string {
  const lines = sdp.split(/\r?\n/);
  const valueOf = (prefix: string): string | undefined => lines.find((line) => line.startsWith(prefix))?.slice(prefix.length);
  const firstMid = valueOf('a=mid:') ?? '0';
  const byMid = new Map<string, Candidate[]>(candidates.length ? [] : [[firstMid, []]]);
  for (const candidate of candidates) {
    const mid = candidate.sdpMid ?? firstMid;
    byMid.set(mid, [...(byMid.get(mid) ?? []), candidate]);
  }
  return [
    `a=ice-ufrag:${valueOf('a=ice-ufrag:') ?? ''}`,
    `a=ice-pwd:${valueOf('a=ice-pwd:') ?? ''}`,
    ...[...byMid].flatMap(([mid, own]) => [
      mediaLineOf(lines, mid),
      `a=mid:${mid}`,
      ...own.map(({ candidate }) => `a=${candidate}`),
      ...(complete ? ['a=end-of-candidates'] : []),
    ]),
    '',
  ].join('\r\n');
}

/** The candidates that a description already holds. */
export function candidatesIn(sdp: string): Candidate[] {
  return sdp.split(/\r?\nm=/).slice(1).flatMap((media) => {
    const sdpMid = /^a=mid:(.*)$/m.exec(media)?.[1]?.trim() ?? null;
    return [...media.matchAll(/^a=(candidate:.*?)\r?$/gm)].map(([, candidate = '']) => ({ candidate, sdpMid }));
  });
}

/**
 * The answer of before with the ICE credentials and candidates that the server sent for an ICE restart.
 * @throws Error when the fragment has no credentials
 */
export function restartedAnswer(answer: string, fragment: string): string {
  const fresh = fragment.split(/\r?\n/);
  const ufrag = fresh.find((line) => line.startsWith('a=ice-ufrag:'));
  const pwd = fresh.find((line) => line.startsWith('a=ice-pwd:'));
  if (!ufrag || !pwd) throw new Error('the answer to the ICE restart has no ICE credentials');
  const candidates = fresh.filter((line) => /^a=(candidate:|end-of-candidates)/.test(line));
  const kept = answer
    .split(/\r?\n/)
    .filter((line) => !/^a=(candidate:|end-of-candidates)/.test(line))
    .map((line) => (line.startsWith('a=ice-ufrag:') ? ufrag : line.startsWith('a=ice-pwd:') ? pwd : line));
  // All media is bundled on the first m-line, so the candidates belong there.
  const firstMid = kept.findIndex((line) => line.startsWith('a=mid:'));
  return kept.toSpliced(firstMid + 1, 0, ...candidates).join('\r\n');
}

/** The m-line that stands before `a=mid:<mid>`. */
function mediaLineOf(lines: readonly string[], mid: string): string {
  const at = lines.indexOf(`a=mid:${mid}`);
  return lines.slice(0, at + 1).findLast((line) => line.startsWith('m=')) ?? 'm=video 9 UDP/TLS/RTP/SAVPF 0';
}
