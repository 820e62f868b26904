/** What the page's policy kept from being done, from the first script on. */
const violations = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => violations.push([violatedDirective, blockedURI, /extension:/.test(sourceFile)]));
