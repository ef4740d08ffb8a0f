import { expect, test } from 'vitest';
import { CAMERA_TAGS } from './camera-tags.ts';
import { isPrivateTag } from './is-private-tag.ts';

test('every camera tag has a name, an exiftool name and a number of its own', () => {
  const read = CAMERA_TAGS.filter((tag) => tag.group !== 'File');
  expect(new Set(CAMERA_TAGS.map((tag) => tag.name)).size).toBe(CAMERA_TAGS.length);
  expect(new Set(CAMERA_TAGS.map((tag) => tag.exiftool)).size).toBe(CAMERA_TAGS.length);
  expect(new Set(read.map((tag) => tag.id)).size).toBe(read.length);
});

test('`isPrivateTag` knows who, where and when from with what', () => {
  const hidden = [
    'GPSLatitude',
    'GPSTimeStamp',
    'Artist',
    'Copyright',
    'CameraOwnerName',
    'OwnerName',
    'BodySerialNumber',
    'LensSerialNumber',
    'CameraSerialNumber',
    'DateTime',
    'DateTimeOriginal',
    'CreateDate',
    'ModifyDate',
    'SubSecTimeOriginal',
    'OffsetTimeDigitized',
    'UserComment',
    'ImageDescription',
    'ImageUniqueID',
    'HostComputer',
    'XPAuthor',
  ];
  expect(hidden.filter((name) => !isPrivateTag(name))).toEqual([]);
  expect(CAMERA_TAGS.map((tag) => tag.name).filter(isPrivateTag)).toEqual([]);
  expect(['Resize', 'JpegQuality', 'Sharpen', 'ColorTemperature'].filter(isPrivateTag)).toEqual([]);
});
