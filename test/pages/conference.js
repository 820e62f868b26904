// The client side of a conference server: one transport (connection) carries the tracks of many, and is negotiated again for each change.
class Transport {
  constructor(room) {
    this.queue = Promise.resolve();
    this.pc = new RTCPeerConnection({ bundlePolicy: 'max-bundle', iceServers: [] });
    this.ws = new WebSocket(`ws://${location.host}/talk/${room}`);
    this.open = new Promise((resolve) => { this.ws.onopen = resolve; });
    this.ws.onmessage = ({ data }) => this.hear(JSON.parse(data));
    this.pc.onicecandidate = async ({ candidate }) => {
      await this.open;
      if (candidate && this.ws.readyState === WebSocket.OPEN) this.ws.send(JSON.stringify({ type: 'candidate', candidate }));
    };
  }

  hear(message) {
    if (message.type === 'answer') this.answered?.(message);
    if (message.type === 'candidate') this.pc.addIceCandidate(message.candidate).catch(() => {});
  }

  negotiate() {
    this.queue = this.queue.then(async () => {
      await this.open;
      const answer = new Promise((resolve) => { this.answered = resolve; });
      await this.pc.setLocalDescription();
      this.ws.send(JSON.stringify({ type: 'offer', sdp: this.pc.localDescription.sdp }));
      await this.pc.setRemoteDescription(await answer);
    });
    return this.queue;
  }

  /** A track of another participant. */
  async consume(kind) {
    const transceiver = this.pc.addTransceiver(kind, { direction: 'recvonly' });
    await this.negotiate();
    return { transceiver, track: transceiver.receiver.track };
  }

  async produce(track, stream) {
    const transceiver = this.pc.addTransceiver(track, { direction: 'sendonly', streams: stream ? [stream] : [] });
    await this.negotiate();
    return transceiver;
  }

  close() {
    this.ws.close();
    this.pc.close();
  }
}
