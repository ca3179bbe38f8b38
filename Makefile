VENV = .venv
PYTHON ?=

DESK = notebooks/review.ipynb
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check
FOR_REVIEW = $(VENV)/.for-review
FOR_TESTS = $(VENV)/.for-tests
# The tools that package-lock.json names; Node itself comes with what the tests need.
FOR_PAGE = node_modules/.package-lock.json
WITH_NODE = PATH="$(CURDIR)/$(BIN):$$PATH"
# Four processes share the tests on two cores, for many wait for a browser, a kernel or a server: who is
# through takes over half of what another still has.
PYTEST = $(BIN)/pytest --numprocesses 4 --dist worksteal

.PHONY: help venv review test test-thorough lint picture clean
.NOTPARALLEL:

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' Makefile | while IFS='|' read -r command does; do \
		printf '%-18s %s\n' "$$command" "$$does"; done

venv: $(FOR_REVIEW) ## make $(VENV) with what a review needs

# The address that JupyterLab prints is the desk's too, for a machine without a browser; on one without a display
# Python would take a text browser and give it this terminal. The settings there keep JupyterLab from asking whether it may
# show news, over the desk's buttons; what somebody has set for themselves goes before them.
review: $(FOR_REVIEW) ## flag the sample articles and open the reviewer's desk in JupyterLab
	@CLAIMCHECK_DB=$${CLAIMCHECK_DB:-claimcheck.db}; \
	case $$CLAIMCHECK_DB in /* | *://*) ;; *) CLAIMCHECK_DB=$$PWD/$$CLAIMCHECK_DB ;; esac; \
	export CLAIMCHECK_DB; \
	export JUPYTER_CONFIG_PATH=$$PWD/notebooks/jupyterlab$${JUPYTER_CONFIG_PATH:+:$$JUPYTER_CONFIG_PATH}; \
	$(BIN)/claimcheck add seeds/articles || exit; \
	$(BIN)/claimcheck tables add --once --quiet seeds/reference || :; \
	set -- --ServerApp.root_dir=. --LabApp.default_url=/doc/tree/$(DESK); \
	if [ "$$(id -u)" -eq 0 ]; then set -- "$$@" --allow-root; fi; \
	if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY$$BROWSER" ]; then set -- "$$@" --no-browser; fi; \
	exec $(BIN)/jupyter lab "$$@"

test: $(FOR_TESTS) ## check the style and the types, then run all tests, in a real Chromium and on a real PostgreSQL too
	@CHROMIUM=$$(sh tests/chromium.sh) && export CHROMIUM && sh tests/postgres.sh && \
	$(MAKE) --no-print-directory lint && $(PYTEST)

test-thorough: $(FOR_TESTS) ## run all tests with four times the random examples, and others each time
	@CHROMIUM=$$(sh tests/chromium.sh) && export CHROMIUM && sh tests/postgres.sh && \
	$(PYTEST) --hypothesis-profile thorough

lint: $(FOR_TESTS) $(FOR_PAGE) ## check the style and the types, those of the desk's page too
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@$(WITH_NODE) npm run --silent lint

picture: $(FOR_TESTS) ## take the picture of the desk that the README shows
	@sh tests/chromium.sh >/dev/null && $(BIN)/python tests/browser/take_picture.py && PYTHONPATH=tests $(BIN)/python tests/browser/take_report_pictures.py

clean: ## remove $(VENV) and what the tools keep; databases and exports stay
	@if [ -e $(VENV)/pyvenv.cfg ]; then rm -rf $(VENV); fi
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis node_modules dist *.egg-info
	find . -name .git -prune -o -type d \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +

$(FOR_REVIEW): pyproject.toml $(BIN)/pip
	@echo 'Installing claimcheck and JupyterLab into $(VENV): a minute or two.'
	$(PIP) --editable .
	@touch $@

$(FOR_TESTS): pyproject.toml models/precise/pyproject.toml $(BIN)/pip
	# By itself, and this one: the newest build brings gigabytes for graphics cards, which no test needs.
	$(PIP) torch==2.13.0
	$(PIP) --editable '.[test]'
	@touch $(FOR_REVIEW) $@

$(FOR_PAGE): package-lock.json $(FOR_TESTS)
	@$(WITH_NODE) npm ci --silent || { \
		echo 'The style of the page is checked by prettier, eslint and TypeScript, which npm could not fetch.' >&2; \
		echo 'See whether it reaches its registry: npm ping. Neither make review nor the tests need them.' >&2; \
		exit 1; \
	}
	@touch $@

# A python that is on PATH may still not run (pyenv), be too old, or have no venv (Debian): the first that has all.
$(BIN)/pip:
	@usable=; recent=; \
	for python in $(or $(PYTHON),python3.13 python3.12 python3.11 python3); do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		recent=$${recent:-$$python}; \
		"$$python" -c 'import ensurepip, venv' 2>/dev/null || continue; \
		usable=$$python; break; \
	done; \
	if [ -z "$$recent" ]; then \
		echo 'claimcheck needs Python 3.11 or later, and none was found: install one, or say which with PYTHON=' >&2; \
		exit 1; \
	elif [ -z "$$usable" ]; then \
		echo "$$recent cannot make a virtual environment: apt-get install python3-venv" >&2; \
		exit 1; \
	fi; \
	"$$usable" -m venv $(VENV)
