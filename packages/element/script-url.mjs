/** Address of the script tag that loaded the bundle, for files beside it. */
export const scriptUrl = document.currentScript?.src || location.href;
