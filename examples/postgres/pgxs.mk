# SPDX-License-Identifier: MIT
# Run by Makefile in the folder of what is made: PostgreSQL's own rules for extensions, which know where it keeps them.
PG_CONFIG ?= pg_config
MODULE_big = wfm
OBJS = wfm_postgres.o
EXTENSION = wfm
DATA = $(wildcard wfm--*.sql)
PG_CPPFLAGS = -DWFM_STATIC -I. -I$(WFM)/include -I$(WFM)/src/bindings/sql
PG_CFLAGS = -ffp-contract=off -Wno-declaration-after-statement
SHLIB_LINK = $(WFM_LIBRARY) -lm
# The calls go into a library that the server's just-in-time compiler could not see into anyway.
override with_llvm = no
vpath %.c $(WFM)/examples/postgres
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

wfm_postgres.o: functions.h $(WFM)/src/bindings/sql/named.h
wfm.so: $(WFM_LIBRARY)
