/** Places within the second half of a bundle, which counts its objects from 0, as places in the whole. */

const LIST = 'objects[';

/**
 * @param place `objects[3].name`
 * @param by so many objects come before
 */
export function movePlace(place: string, by: number): string {
  if (!place.startsWith(LIST)) return place;
  const end = place.indexOf(']', LIST.length);
  return `${LIST}${Number(place.slice(LIST.length, end)) + by}${place.slice(end)}`;
}
