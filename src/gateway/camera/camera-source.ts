/** Where a camera's pictures come from. */
export type CameraSource = { readonly type: 'demo' };
