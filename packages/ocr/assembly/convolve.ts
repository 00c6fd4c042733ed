/** Where a layer keeps what it is, in bytes. */
const FEATURES: usize = 20;
const RANDOM: usize = 52;
const HALF_X: usize = 56;
const HALF_Y: usize = 60;

/** Where the numbers of a picture are: whether they are bytes, their address, how many to a point, and their map. */
const IS_BYTES: usize = 48;
const BYTES: usize = 28;
const PER_POINT: usize = 40;
const MAP: usize = 52;

/** Of a map: pictures, then rows and columns at most; steps from row to row and column to column; those of each picture. */
const HEIGHT: usize = 4;
const WIDTH: usize = 8;
const DOWN: usize = 16;
const RIGHT: usize = 20;
const HEIGHTS: usize = 24;
const WIDTHS: usize = 36;

/**
 * For each pixel of one picture the 3 x 3 pixels around it, column by column; noise where there are none. Returns 0 and
 * does nothing if the layer or its input are of another kind, which are the core's.
 */
export function convolve(layer: usize, input: usize, output: usize): i32 {
  if (load<u8>(input + IS_BYTES) !== 1 || load<u8>(output + IS_BYTES) !== 1) return 0;
  if (load<i32>(layer + FEATURES) !== 1 || load<i32>(layer + HALF_X) !== 1 || load<i32>(layer + HALF_Y) !== 1) return 0;
  const map = output + MAP;
  if (load<i32>(map) !== 1) return 0;
  const height = extent(map, HEIGHT, HEIGHTS);
  const width = extent(map, WIDTH, WIDTHS);
  const random = load<usize>(layer + RANDOM);
  const perPoint = load<i32>(input + PER_POINT);
  const down = load<i32>(map + DOWN) * perPoint;
  const right = load<i32>(map + RIGHT) * perPoint;
  const targets = load<usize>(output + BYTES);
  const perTarget = load<i32>(output + PER_POINT);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const point = y * load<i32>(map + DOWN) + x * load<i32>(map + RIGHT);
      const from = load<usize>(input + BYTES) + point * perPoint;
      const to = targets + point * perTarget;
      if (y > 0 && y + 1 < height && x > 0 && x + 1 < width) {
        copyColumn(from - right, down, to);
        copyColumn(from, down, to + 3);
        copyColumn(from + right, down, to + 6);
      } else atEdge(from, down, right, to, random, x, y, width, height);
    }
  }
  return 1;
}

@inline
function copyColumn(middle: usize, down: i32, to: usize): void {
  store<i8>(to, load<i8>(middle - down));
  store<i8>(to, load<i8>(middle), 1);
  store<i8>(to, load<i8>(middle + down), 2);
}

function atEdge(
  from: usize,
  down: i32,
  right: i32,
  to: usize,
  random: usize,
  x: i32,
  y: i32,
  width: i32,
  height: i32,
): void {
  for (let dx = -1; dx <= 1; dx += 1) {
    for (let dy = -1; dy <= 1; dy += 1) {
      const inside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
      store<i8>(to, inside ? load<i8>(from + dx * right + dy * down) : noise(random));
      to += 1;
    }
  }
}

/** Rows or columns of the first picture. */
function extent(map: usize, most: usize, each: usize): i32 {
  const first = load<usize>(map + each);
  const none = load<usize>(map + each + 4) === first;
  return none ? load<i32>(map + most) : min(load<i32>(map + most), load<i32>(first));
}

/** The next number of std::minstd_rand (48271 x mod 2^31 - 1) as a signed byte of -127 to 127, as `TRand` gives it. */
function noise(random: usize): i8 {
  const state = <u32>((<u64>load<u32>(random) * 48271) % 2147483647);
  store<u32>(random, state);
  const x = (<f64>state * 254) / 2147483647 - 127;
  return <i8>(x >= 0 ? <i32>(x + 0.5) : -<i32>(0.5 - x));
}
