import { describe } from 'vitest';
import { openTestStore } from '../../../../test/test-store.ts';
import { itSavesRecords } from '../record-store.contract.ts';
import { itListsHistory } from '../history-lists.contract.ts';
import { itKeepsALog } from '../log-events.contract.ts';
import { itListsPages } from '../page-lists.contract.ts';
import { itKeepsCredentials } from '../credentials.contract.ts';
import { itModerates } from '../moderation.contract.ts';
import { itKeepsTags } from '../tags.contract.ts';
import { itFindsTexts } from '../text-search.contract.ts';
import { itShowsRecords } from '../record-store.reading.contract.ts';

describe('the record store in SQLite', () => {
  itSavesRecords(() => openTestStore());
  itShowsRecords(() => openTestStore());
  itListsHistory(() => openTestStore());
  itKeepsALog(() => openTestStore());
  itListsPages(() => openTestStore());
  itKeepsCredentials(() => openTestStore());
  itModerates(() => openTestStore());
  itKeepsTags(() => openTestStore());
  itFindsTexts(() => openTestStore());
});
