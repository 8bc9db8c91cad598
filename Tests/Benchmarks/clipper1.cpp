// Reads an operation, a fill rule, a repeat count and two sets of rings; prints the least CPU seconds of Clipper 6's Execute.
#include <polyclipping/clipper.hpp>
#include <ctime>
#include <iostream>
#include <string>

static ClipperLib::Paths rings() {
    size_t count = 0;
    std::cin >> count;
    ClipperLib::Paths paths(count);
    for (auto& path : paths) {
        size_t n = 0;
        std::cin >> n;
        for (size_t i = 0; i < n; i++) {
            ClipperLib::cInt x, y;
            std::cin >> x >> y;
            path << ClipperLib::IntPoint(x, y);
        }
    }
    return paths;
}

int main() {
    std::ios::sync_with_stdio(false);
    std::string operation, fill;
    int repeat = 1;
    std::cin >> operation >> fill >> repeat;
    const auto a = rings(), b = rings();
    const auto rule = fill == "evenodd" ? ClipperLib::pftEvenOdd : ClipperLib::pftNonZero;
    double least = 1e9;
    for (int i = 0; i < repeat; i++) {
        ClipperLib::Clipper clipper;
        clipper.AddPaths(a, ClipperLib::ptSubject, true);
        clipper.AddPaths(b, ClipperLib::ptClip, true);
        ClipperLib::Paths result;
        const std::clock_t start = std::clock();
        clipper.Execute(operation == "union" ? ClipperLib::ctUnion : ClipperLib::ctIntersection, result, rule, rule);
        least = std::min(least, double(std::clock() - start) / CLOCKS_PER_SEC);
    }
    std::cout << least << std::endl;
}
