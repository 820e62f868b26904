/** @jsxImportSource preact */
import { Component, createRef, render } from 'preact';

class Tile extends Component {
  video = createRef();

  async componentDidMount() {
    const pc = new RTCPeerConnection();
    pc.addTransceiver('video', { direction: 'recvonly' });
    pc.ontrack = ({ streams }) => { if (this.video.current) this.video.current.srcObject = streams[0]; };
    await whep(pc, `/whep/slow-${this.props.name}`);
    this.pc = pc;
  }

  componentWillUnmount() {
    this.pc?.close();
  }

  render() {
    return <video ref={this.video} width="120" autoplay muted />;
  }
}

const Wall = ({ names }) => <div>{names.map((name) => <Tile key={name} name={name} />)}</div>;

scenario(async () => {
  const root = document.getElementById('root');
  render(<Wall names={['yard', 'roof', 'cellar']} />, root);
  await wait(600);
  render(<Wall names={['yard']} />, root);
  await wait(1_500);
});
