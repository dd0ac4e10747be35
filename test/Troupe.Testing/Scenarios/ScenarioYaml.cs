using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Troupe.Testing.Scenarios;

/// <summary>How the values of scenarios look in YAML.</summary>
internal static class ScenarioYaml
{
    /// <summary>Reads scenarios.</summary>
    public static DeserializerBuilder Reader() => new DeserializerBuilder()
        .WithTypeConverter(new DurationConverter())
        .WithTypeConverter(new LatencyConverter())
        .WithEnumNamingConvention(CamelCaseNamingConvention.Instance);

    private static TimeSpan ReadDuration(Scalar scalar) =>
        Duration.Parse(scalar.Value) ?? throw new YamlException(scalar.Start, scalar.End, $"'{scalar.Value}' is not a duration such as 80ms, 1.5s or 2min");

    /// <summary>Durations are <c>80ms</c>, <c>1.5s</c> or <c>2min</c>.</summary>
    private sealed class DurationConverter : IYamlTypeConverter
    {
        public bool Accepts(Type type) => type == typeof(TimeSpan) || type == typeof(TimeSpan?);

        public object? ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer)
        {
            var scalar = parser.Consume<Scalar>();
            return scalar.Value is "none" or "" && type == typeof(TimeSpan?) ? null : ReadDuration(scalar);
        }

        public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) =>
            emitter.Emit(new Scalar(value is TimeSpan duration ? Duration.Write(duration) : "none"));
    }

    /// <summary>Latencies are a duration, or <c>{ p50: 300ms, p95: 900ms }</c>.</summary>
    private sealed class LatencyConverter : IYamlTypeConverter
    {
        public bool Accepts(Type type) => type == typeof(Latency);

        public object? ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer)
        {
            if (parser.TryConsume<Scalar>(out var scalar))
            {
                return Latency.Constant(ReadDuration(scalar));
            }

            var start = parser.Consume<MappingStart>().Start;
            var parts = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
            while (!parser.Accept<MappingEnd>(out _))
            {
                parts[parser.Consume<Scalar>().Value] = ReadDuration(parser.Consume<Scalar>());
            }

            var end = parser.Consume<MappingEnd>().End;
            return parts.Count == 2 && parts.TryGetValue("p50", out var p50) && parts.TryGetValue("p95", out var p95) && p50 > TimeSpan.Zero && p95 >= p50
                ? new Latency(p50, p95)
                : throw new YamlException(start, end, "A latency is a duration or has a p50 and a p95 that is not shorter");
        }

        public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer)
        {
            var latency = (Latency)value!;
            if (latency.P50 == latency.P95)
            {
                emitter.Emit(new Scalar(Duration.Write(latency.P50)));
                return;
            }

            emitter.Emit(new MappingStart(null, null, isImplicit: true, MappingStyle.Flow));
            foreach (var (name, part) in new[] { ("p50", latency.P50), ("p95", latency.P95) })
            {
                emitter.Emit(new Scalar(name));
                emitter.Emit(new Scalar(Duration.Write(part)));
            }

            emitter.Emit(new MappingEnd());
        }
    }
}
