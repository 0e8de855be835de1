# SPDX-License-Identifier: MIT
# What both extensions are made from: functions.h and the library, in the folder O. The library is compiled from its two
# files, or is WFM_LIBRARY, a libwfm.a that is there already.
PYTHON ?= python3
CMAKE ?= cmake

$(O)/functions.h: $(WFM)/src/bindings/sql/generate.py $(WFM)/src/bindings/wfm_decl.h \
  $(WFM)/tests/bindings/declarations.py
	$(PYTHON) $(WFM)/src/bindings/sql/generate.py $(O)

$(O)/wfm.c: $(wildcard $(WFM)/include/wfm/*.h $(WFM)/src/*.c $(WFM)/src/internal/*)
	$(CMAKE) -D OUT=$(abspath $(O)) -P $(WFM)/cmake/amalgamate.cmake

$(O)/wfm.o: $(O)/wfm.c
	$(CC) -O2 -std=c11 -ffp-contract=off -fPIC -fvisibility=hidden -c -o $@ $<
