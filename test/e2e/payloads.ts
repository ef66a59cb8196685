/** Texts that would run as a script wherever a page took them for anything but text. */
const OUTS = [
  '',
  '">',
  "'>",
  '</script>',
  '</textarea>',
  '</title>',
  '</bdi>',
  '-->',
  '`>',
  '</style>',
];
const VECTORS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<a href="javascript:alert(1)" autofocus>a</a>',
  '<details open ontoggle=alert(1)>',
  '<input autofocus onfocus=alert(1)>',
  '<object data="data:text/html,<script>alert(1)</script>">',
  '<base href="https://elsewhere.example/">',
  '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
  '<style>@import "https://elsewhere.example/a.css";</style>',
];

/** That mean something to a template, to an attribute, to a link, or to nobody. */
const OTHERS = [
  '" onmouseover="alert(1)" style="position:fixed;inset:0',
  "' onfocus='alert(1)' autofocus='",
  '` onclick=`alert(1)',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\u00ADscript:alert(1)',
  'javascript://elsewhere.example/%0aalert(1)',
  '&#106;avascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==',
  'vbscript:msgbox(1)',
  'blob:https://elsewhere.example/1',
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
  '#{alert(1)}',
  '<%= alert(1) %>',
  '?lit$123456789$',
  '<!--?lit$1$--><!--lit-part-->',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;alert(1)&#60;/script&#62;',
  '\\u003cscript\\u003ealert(1)\\u003c/script\\u003e',
  '%3Cscript%3Ealert(1)%3C/script%3E',
  '＜script＞alert(1)＜/script＞',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<<script>alert(1)//<</script>',
  '<x onclick=alert(1) tabindex=1 autofocus>',
  '<math><mtext><img src=x onerror=alert(1)>',
  '[[javascript:alert(1)|a]] [javascript:alert(1) a]',
  '/* wbsetlabel-add:1|en */ <img src=x onerror=alert(1)>',
  ']]><script>alert(1)</script>',
];

export const payloads = [
  ...OUTS.flatMap((out) => VECTORS.map((vector) => out + vector)),
  ...OTHERS,
];

/** Schemes that must never be a link. */
export const RUNNING_LINK = /^\s*(?:javascript|data|vbscript|blob|file|filesystem):/i;
