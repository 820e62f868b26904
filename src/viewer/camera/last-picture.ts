/**
 * Keeps the last picture on show while the element itself is emptied and filled anew, so that a switch shows neither black nor a jump.
 * The canvas lies over the video; `release` gives its memory back.
 */
export function holdLastPicture(video: HTMLVideoElement, canvas: HTMLCanvasElement): void {
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || !video.videoWidth) return;
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  canvas.hidden = false;
}

export function releaseLastPicture(canvas: HTMLCanvasElement): void {
  canvas.hidden = true;
  // An empty canvas has no bitmap: 1080p would be 8 MB a tile.
  canvas.width = 0;
  canvas.height = 0;
}
