// A WHEP client after the shape many sites copy: a class with the endpoint and the video element, one stream that gathers the tracks.
class WHEPClient {
  constructor(endpoint, videoElement, { trickle = false } = {}) {
    this.endpoint = endpoint;
    this.videoElement = videoElement;
    this.trickle = trickle;
    this.stream = new MediaStream();
    this.queued = [];
    this.peerConnection = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
    this.peerConnection.addTransceiver('video', { direction: 'recvonly' });
    this.peerConnection.addTransceiver('audio', { direction: 'recvonly' });
    this.peerConnection.ontrack = ({ track }) => {
      if (!this.stream.getTracks().some(({ kind }) => kind === track.kind)) this.stream.addTrack(track);
    };
    this.peerConnection.addEventListener('connectionstatechange', () => {
      if (this.peerConnection.connectionState !== 'connected') return;
      if (this.videoElement && !this.videoElement.srcObject) this.videoElement.srcObject = this.stream;
    });
    this.peerConnection.addEventListener('icecandidate', ({ candidate }) => {
      if (!this.trickle || !candidate) return;
      if (this.location) this.patch([candidate]);
      else this.queued.push(candidate);
    });
    this.ready = this.negotiate();
  }

  async negotiate() {
    await this.peerConnection.setLocalDescription(await this.peerConnection.createOffer());
    if (!this.trickle) await this.gathered();
    const response = await fetch(this.endpoint, { method: 'POST', mode: 'cors', headers: { 'content-type': 'application/sdp' }, body: this.peerConnection.localDescription.sdp });
    if (response.status !== 201) throw new Error(`bad status code ${response.status}`);
    this.location = new URL(response.headers.get('Location'), new URL(this.endpoint, location.href)).href;
    await this.peerConnection.setRemoteDescription({ type: 'answer', sdp: await response.text() });
    if (this.queued.length) this.patch(this.queued.splice(0));
  }

  patch(candidates) {
    return fetch(this.location, { method: 'PATCH', headers: { 'content-type': 'application/trickle-ice-sdpfrag', 'if-match': '*' }, body: candidates.map(({ candidate }) => `a=${candidate}\r\n`).join('') }).catch(() => {});
  }

  gathered() {
    return new Promise((resolve) => {
      setTimeout(resolve, 1_000);
      this.peerConnection.onicegatheringstatechange = () => this.peerConnection.iceGatheringState === 'complete' && resolve();
    });
  }

  connected() {
    return new Promise((resolve) => {
      const look = () => (this.peerConnection.connectionState === 'connected' ? resolve() : setTimeout(look, 30));
      look();
    });
  }

  async terminate() {
    this.peerConnection.close();
    if (this.location) await fetch(this.location, { method: 'DELETE', keepalive: true });
  }
}
