/** The address of a JSON file, gzipped in the build, plain in development: read it by its first two bytes. */
declare module '*.json?packed' {
  const url: string;
  export default url;
}
