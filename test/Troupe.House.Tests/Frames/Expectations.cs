using System.Text.Json;

namespace Troupe.House.Tests.Frames;

/// <summary>What <c>bench/expectations.json</c> allows.</summary>
internal static class Expectations
{
    /// <summary>A number.</summary>
    public static double Number(string name) => Read(name).GetDouble();

    /// <summary>Numbers by name.</summary>
    public static Dictionary<string, double> Numbers(string name) => Read(name).Deserialize<Dictionary<string, double>>()!;

    private static JsonElement Read(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("bench", "expectations.json")));
        return document.RootElement.GetProperty(name).Clone();
    }
}
