const PRIVATE = [
  /^GPS/i,
  /^XP[A-Z]/,
  /^(Artist|Author|By-?line|Copyright|Photographer)/i,
  /(Owner|User|Editor|Person)Name/i,
  /^(CameraOwner|HostComputer|OwnerName|PersonInImage)/i,
  /SerialNumber/i,
  /(Date|Time)(Original|Digitized|Created)?$/,
  /^(Create|Modify)Date|^DateTime|^SubSec|^OffsetTime|^TimeZone/i,
  /^(UserComment|ImageDescription|DocumentName|Title|Caption|Comment|Keywords|Subject)$/i,
  /UniqueID$|^ImageNumber$/i,
];
const CAMERA_TIMES = new Set(['ExposureTime', 'SelfTimerMode']);

/**
 * Whether a tag by this name tells who, where or when rather than with what: places, names, serial
 * numbers, dates, free text. Such a tag enters no sentence that does not ask for it by name. Names
 * are those of the Exif standard or of exiftool, without a group.
 */
export function isPrivateTag(name: string): boolean {
  return !CAMERA_TIMES.has(name) && PRIVATE.some((pattern) => pattern.test(name));
}
