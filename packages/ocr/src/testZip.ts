import { crc32, deflateRawSync } from "node:zlib";

interface ZipFileOfTest {
  /** A string is written as UTF-8. */
  readonly name: string | Uint8Array;
  readonly data: Uint8Array | string;
  /** General purpose bits: 1 encrypted, 0x800 the name is UTF-8. */
  readonly flags?: number;
  readonly method?: number;
  readonly crc?: number;
  /** What the directory says of the unpacked size. */
  readonly size?: number;
  /** Unix mode, as in a symbolic link. */
  readonly mode?: number;
}

/** For tests: a ZIP archive, wrong where it is told to be. */
export function makeZip(files: readonly ZipFileOfTest[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, flags = 0, method = 8, crc, size, mode = 0o100_644 } of files) {
    const raw = Buffer.from(data);
    const packed = method === 0 ? raw : deflateRawSync(raw);
    const bytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(crc ?? crc32(raw), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(size ?? raw.length, 18);
    common.writeUInt16LE(bytes.length, 22);
    const body = Buffer.concat([Buffer.from("PK\x03\x04"), common, bytes, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02"), Buffer.from([20, 3]), common, tail, bytes);
    bodies.push(body);
    offset += body.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, list, end]);
}
