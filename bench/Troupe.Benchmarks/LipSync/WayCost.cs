using Troupe.Benchmarks.Harness;

namespace Troupe.Benchmarks.LipSync;

/// <summary>What a frame costs.</summary>
/// <param name="MicrosecondsPerFrame">Of one core for each 10 ms, everything included.</param>
/// <param name="BytesPerFrame">Allocated by the thread for each frame, once the clip has begun; null when it is not measured.</param>
public readonly record struct WayCost(double MicrosecondsPerFrame, double? BytesPerFrame)
{
    /// <summary>Measures a way that keeps nothing of a clip.</summary>
    /// <param name="frames">How many frames the clip has.</param>
    /// <param name="show">Shows the whole clip.</param>
    public static WayCost Of(int frames, Action show) => Of(frames, () => show, all => all());

    /// <summary>Measures a way that prepares something for each clip: its time counts, its memory does not.</summary>
    /// <param name="frames">How many frames the clip has.</param>
    /// <param name="begin">Prepares it.</param>
    /// <param name="show">Shows the whole clip with what was prepared.</param>
    public static WayCost Of<T>(int frames, Func<T> begin, Action<T> show)
    {
        var time = Repetitions.Time(() => show(begin())).Median / 1000 / frames;
        var begun = begin();
        var before = GC.GetAllocatedBytesForCurrentThread();
        show(begun);
        return new WayCost(time, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)frames);
    }
}
