using System.Globalization;

namespace Troupe.Server.Delivery;

/// <summary>How many files and sockets the process may open.</summary>
/// <remarks>
/// At the limit .NET aborts the process (measured: 9 of 9 runs), so connections are capped below it.
/// A bare server holds 170 to 195 descriptors, one with all embedded engines warm 245, and each further decoder opens its model.
/// </remarks>
internal static class FileDescriptors
{
    /// <summary>Descriptors that the process needs beside connections.</summary>
    public const int Reserve = 400;

    /// <summary>The soft limit (RLIMIT_NOFILE), or null where the system has none or does not tell.</summary>
    public static long? Limit() => File.Exists("/proc/self/limits") ? LimitOf(File.ReadAllLines("/proc/self/limits")) : null;

    /// <summary>Finds the soft limit in the lines of <c>/proc/self/limits</c>; null when it is unlimited or absent.</summary>
    public static long? LimitOf(IEnumerable<string> lines)
    {
        const string Name = "Max open files";
        var line = lines.FirstOrDefault(candidate => candidate.StartsWith(Name, StringComparison.Ordinal));
        var soft = line?[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null;
    }

    /// <summary>What is wrong with the caps under a limit, as a sentence for the operator; null when they fit.</summary>
    public static string? Objection(int maxConnections, int maxSockets, long? limit)
    {
        var needed = (long)maxConnections + maxSockets + Reserve;
        return needed < (limit ?? long.MaxValue)
            ? null
            : $"This process may open {limit} files (RLIMIT_NOFILE), but Troupe:Delivery:MaxConnections {maxConnections} + sockets {maxSockets} + {Reserve} for itself need more than that. "
                + $"Raise the limit (ulimit -n {needed + 1}) or lower the caps.";
    }
}
