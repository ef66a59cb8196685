/** The first bundle of every page: which island wakes when. Everything else is loaded then. */
document.addEventListener('click', (event) => {
  const opener = (event.target as Element).closest<HTMLElement>('[data-island]');
  if (opener === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const article = document.querySelector<HTMLElement>('[data-entity]');
  if (article === null || opener.dataset['island'] !== 'entity-editor') return;
  event.preventDefault();
  void wakeEditor(article, opener);
});

async function wakeEditor(article: HTMLElement, opener: HTMLElement): Promise<void> {
  article.querySelector('.wake-failure')?.remove();
  opener.setAttribute('aria-busy', 'true');
  try {
    const { openEditor } = await import('./islands/entity/open-editor.ts');
    await openEditor(article, opener);
  } catch (error) {
    reportError(error);
    showFailure(article, opener);
  } finally {
    opener.removeAttribute('aria-busy');
  }
}

/** The page brought the words along: they may be what could not be loaded. */
function showFailure(article: HTMLElement, opener: HTMLElement): void {
  const notice = document.createElement('div');
  notice.className = 'notice error actions wake-failure';
  notice.setAttribute('role', 'alert');
  article.querySelector('.entity-body')?.before(notice);
  const text = document.createElement('p');
  text.textContent = opener.dataset['failed'] ?? '';
  const retry = document.createElement('button');
  retry.type = 'button';
  retry.textContent = opener.dataset['retry'] ?? '';
  retry.addEventListener('click', () => void wakeEditor(article, opener));
  notice.append(text, retry);
  retry.focus();
}

/** Preferences take effect when chosen; without JavaScript there is a button. */
document.addEventListener('change', (event) => {
  const form = (event.target as Element).closest<HTMLFormElement>('form.preferences');
  form?.requestSubmit();
});

/** What the page before had to say, such as that an edit was saved. */
function showNotice(): void {
  const text = sessionStorage.getItem('sabir-notice');
  if (text === null) return;
  sessionStorage.removeItem('sabir-notice');
  const notice = document.createElement('p');
  notice.className = 'notice';
  notice.setAttribute('role', 'status');
  document.querySelector('main')?.prepend(notice);
  notice.textContent = text;
}

showNotice();
