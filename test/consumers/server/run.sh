# The example's own tests, and 200 uploads at once.
npm test --silent
npm run load --silent
