import { defineTroupePresenter } from './index.js';

defineTroupePresenter();
