// SPDX-License-Identifier: MIT
// How many agents a half hour needs, and what one more or one fewer would do, in C++.
//
//     c++ -std=c++17 staffing.cpp $(pkg-config --cflags --libs wfm) -o staffing
#include <wfm/wfm.h>

#include <cstdio>
#include <stdexcept>
#include <vector>

// A struct of the library, set up; it owns nothing, so that it may be copied and needs no destructor.
template <class T> static T made(void (*init)(T *, std::size_t))
{
    T empty;
    init(&empty, sizeof empty);
    return empty;
}

// The caveats of a call; what it refuses becomes an exception.
static wfm_status checked(wfm_status status)
{
    if (wfm_failed(status)) throw std::invalid_argument(wfm_status_text(status));
    return status;
}

static double agents_for(const wfm_queue &queue, double service_level)
{
    auto targets = made(wfm_targets_init);
    auto staffing = made(wfm_staffing_init);
    targets.service_level = service_level;
    checked(wfm_staffing_agents(&queue, &targets, &staffing));
    return staffing.agents;
}

int main()
{
    checked(wfm_abi_check(WFM_VERSION_MAJOR, WFM_VERSION_MINOR));
    auto queue = made(wfm_queue_init);
    queue.calls = 250;
    queue.interval_s = 1800;
    queue.aht_s = 210;
    queue.answer_within_s = 20;
    const double needed = agents_for(queue, 0.8);
    std::printf("agents  service level  ASA (s)\n");
    for (double agents = needed - 1; agents <= needed + 1; agents++) {
        auto metrics = made(wfm_queue_metrics_init);
        queue.agents = agents;
        checked(wfm_queue_evaluate(&queue, &metrics));
        std::printf("%6.0f %13.1f%% %8.1f\n", agents, 100 * metrics.service_level, metrics.asa_s);
    }

    // Array forms take the columns of a program as they are: pointer, and elements from one number to the next.
    const std::vector<double> servers{30, 34, 38};
    const double load = 250.0 * 210 / 1800;
    std::vector<double> waiting(servers.size());
    wfm_erlang_c_n(servers.data(), 1, &load, 0, waiting.data(), 1, servers.size());
    for (std::size_t i = 0; i < servers.size(); i++)
        std::printf("%.0f agents: %.0f %% wait\n", servers[i], 100 * waiting[i]);

    try {
        queue.calls = -1;
        agents_for(queue, 0.8);
    } catch (const std::invalid_argument &refused) {
        std::printf("refused: %s\n", refused.what());
    }
}
