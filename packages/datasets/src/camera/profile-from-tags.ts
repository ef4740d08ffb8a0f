import type { ExifTags } from '@exifclip/exif-text';
import type { ChromaSubsampling } from '../jpeg/jpeg-codec.ts';
import type { QuantizationFamily } from '../jpeg/quantization-family.ts';
import type { BayerPhase, CameraProfile, DemosaicMethod, Denoise } from './camera-profile.ts';
import { BAYER_PATTERNS } from './profile-tags.ts';

/**
 * The simulated camera that `profileTags` put into words, as exactly as the words say it. Other
 * tags are passed over.
 *
 * @throws TypeError naming a tag that is missing or says nothing of the kind
 */
export function profileFromTags(tags: ExifTags): CameraProfile {
  const values = new Map(tags.map(({ name, value }) => [name, value]));
  const word = (name: string, words?: readonly string[]): string => {
    const value = values.get(name);
    if (value !== undefined && (!words || words.includes(value))) return value;
    throw new TypeError(
      `expected ${name} to be ${words ? words.join(', ') : 'there'}, got ${value ?? 'nothing'}`,
    );
  };
  const number = (name: string): number => {
    const value = Number(word(name));
    if (Number.isFinite(value)) return value;
    throw new TypeError(`expected ${name} to be a number, got ${word(name)}`);
  };
  const isLossless = word('JpegQuality') === 'none';
  const tables = !isLossless && values.has('JpegTables') ? word('JpegTables', TABLES) : undefined;
  const photons = values.has('PhotonNoise') ? word('PhotonNoise', PHOTONS) : undefined;
  return {
    bayerPhase: BAYER_PATTERNS.indexOf(word('BayerPattern', BAYER_PATTERNS)) as BayerPhase,
    blurSigma: number('LensBlur'),
    ...(values.has('LensDistortion') && {
      lens: {
        distortion: number('LensDistortion'),
        redFringe: number('RedFringe') / 1000,
        blueFringe: number('BlueFringe') / 1000,
      },
    }),
    shotNoise: number('ShotNoise'),
    readNoise: number('ReadNoise'),
    ...(photons && { photonNoise: photons as 'normal' | 'poisson' }),
    whiteBalance: { red: number('RedGain'), blue: number('BlueGain') },
    demosaic: word('Demosaicing', DEMOSAICING) as DemosaicMethod,
    denoise: denoiseOf(word('NoiseReduction')),
    saturation: number('ColourSaturation'),
    toneCurve: { gamma: number('ToneGamma'), contrast: number('ToneContrast') },
    sharpen: { amount: number('SharpenAmount'), radius: number('SharpenRadius') },
    jpegQuality: isLossless ? null : number('JpegQuality'),
    chromaSubsampling: (isLossless
      ? '4:4:4'
      : word('JpegSubsampling', SAMPLINGS)) as ChromaSubsampling,
    ...(tables && { jpegTables: tables as QuantizationFamily }),
  };
}

const TABLES = ['ijg', 'halved-mean', 'apple', 'canon', 'google', 'samsung', 'sony'];
const PHOTONS = ['normal', 'poisson'];
const DEMOSAICING = ['bilinear', 'malvar', 'edge-directed', 'smooth-hue'];
const SAMPLINGS = ['4:4:4', '4:2:2', '4:2:0'];

function denoiseOf(words: string): Denoise {
  if (words === 'none' || words === 'median') return { kind: words };
  const strength = Number(/^bilateral (.+)$/.exec(words)?.[1]);
  if (Number.isFinite(strength)) return { kind: 'bilateral', strength };
  throw new TypeError(`expected NoiseReduction to be none, median or bilateral, got ${words}`);
}
