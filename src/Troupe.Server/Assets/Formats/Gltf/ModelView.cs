namespace Troupe.Server.Assets.Formats.Gltf;

/// <summary>A part of the binary chunk (<c>bufferViews</c>).</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Stride">Bytes from one element to the next; 0 when they follow each other.</param>
internal readonly record struct ModelView(long Offset, long Bytes, long Stride);
