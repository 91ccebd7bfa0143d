(function () {
  var root = document.documentElement;
  var stored = function (key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage can be forbidden; the defaults hold then
    }
  };
  var language = stored('rapport-language') || (/^ar\b/.test(navigator.language) ? 'ar' : 'en');
  root.lang = language;
  root.dir = language === 'ar' ? 'rtl' : 'ltr';
  var scheme = stored('rapport-color-scheme');
  if (scheme !== 'light' && scheme !== 'dark') {
    scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  root.setAttribute('data-mantine-color-scheme', scheme);
})();
