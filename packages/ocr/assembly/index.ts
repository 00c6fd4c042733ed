// The inner loops of Tesseract's networks, for its own core (../src/engine/core) to call. They give what the core's loops
// give, to the last bit. Addresses are the core's; layouts of its objects are those of its version.

export { multiplyVector } from "./multiplyVector";
export { logistic, tanh, tanhTimes } from "./activation";
export { quantise } from "./quantise";
export { convolve } from "./convolve";
